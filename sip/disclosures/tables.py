CHILD_LEVEL = {"sip_filedpiece"}
DEFINERS = {"filed_piece_is_disclosed", "visible_filed_piece_ids", "shared_about"}
