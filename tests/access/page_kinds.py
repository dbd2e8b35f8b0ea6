"""What kind of page each address shows: how much it may say. A page that stands in none of them fails the test."""

from tests.access.subjects import SUBJECTS

LISTS = """
    audit:review finding:search deviations:inbox deviations:learned deviations:my_list deviations:patterns
    followup:overview followup:parked groups:forum_tree
    groups:meeting_list groups:task_list groups:agreement_list groups:routine_list groups:vacancy_list
    groups:action_plan_list groups:obstacle_list groups:lift_list groups:evaluation_list groups:proposal_list
    groups:training_list groups:voice_list groups:survey_list
    groups:receipt_list groups:news_list groups:county_year notices:list
    notices:parked organisations:area_list organisations:change_list organisations:unit_list
    people:grant_list people:person_list sip:case_list
    sip:child_list sip:extract_list sip:retention_holds sip:retention_list sip:sheet_list sip:filed_copies
    sip:plan_list sip:filed_pieces sip:pool_list
"""
STARTS = "core:start followup:region followup:year obligations:overview"
DETAILS = """
    account_change_password account_login account_logout account_reauthenticate account_reset_password
    account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done audit:case_log
    core:healthz deviations:detail deviations:guest deviations:guest_invite
    deviations:guest_thanks deviations:grant deviations:pattern deviations:pattern_note deviations:report
    followup:adopt followup:comment followup:figures_csv followup:job
    followup:leave followup:open_figures_csv followup:open_figures_json
    followup:region_csv followup:region_release followup:region_texts
    followup:opened followup:patterns followup:pattern_release followup:pattern_rows
    followup:reply followup:report followup:report_pdf followup:rows followup:texts
    groups:forum_detail mfa_activate_totp mfa_add_webauthn mfa_authenticate mfa_deactivate_totp
    mfa_generate_recovery_codes mfa_index mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn
    mfa_view_recovery_codes obligations:certificate obligations:certificate_pdf organisations:area_detail
    organisations:unit_describe organisations:change_propose organisations:change_decide
    organisations:unit_detail people:accept people:account people:assignment_end people:choose people:factor_reset
    people:factor_reset_approve people:factor_setup people:grant people:grant_approve people:invite
    people:person_detail people:sessions people:signed_out people:totp_qr regions:override_approve
    regions:override_propose regions:profile sip:bar_add sip:bar_end sip:birth_note sip:call_answer sip:case_call
    sip:expectation_end
    sip:case_close sip:case_conclude sip:case_decide sip:case_detail sip:case_escalate sip:case_forward sip:case_hold
    sip:case_units sip:sitting_move sip:sitting_cancel sip:sitting_widen
    sip:case_noticed sip:case_receive sip:case_return sip:time_enquiry
    sip:time_question sip:case_story sip:case_story_pdf sip:case_withdraw
    sip:checklist sip:checklist_step sip:inquiry sip:inquiry_step
    sip:child_detail sip:child_edit sip:plan_story sip:plan_story_pdf
    sip:child_expected sip:child_new sip:concern sip:consent_detail sip:consent_family
    sip:consent_family_pdf sip:consent_sign sip:consent_record sip:consent_answer sip:consent_withdraw
    sip:decision_follow_up sip:family_languages sip:file_fetch sip:filed_piece sip:guardian_add sip:guardian_edit
    sip:guardian_end sip:health_exam sip:invitation_answer sip:meeting_cancel sip:meeting_hold sip:minutes
    sip:meeting_family sip:meeting_family_pdf
    sip:minutes_approve sip:minutes_pdf sip:need_detail sip:need_inform sip:need_step sip:number_add sip:number_decide
    sip:number_end
    sip:transfer_start sip:transfer_detail sip:transfer_consent sip:transfer_receiver sip:transfer_close
    sip:transfer_story sip:transfer_story_pdf
    sip:lss_detail sip:lss_new sip:lss_note sip:pool_ask sip:pool_detail sip:pool_note
    sip:contact_add sip:contact_leave
    sip:paper_add sip:person_add sip:person_edit sip:person_end sip:piece_disclose sip:piece_file sip:piece_write
    sip:pieces sip:placement_check sip:placement_detail sip:placement_new sip:placement_note sip:placement_steps
    sip:placement_tell
    sip:plan_call sip:plan_consent sip:plan_contacts sip:plan_decline sip:plan_detail sip:plan_leave_out
    sip:plan_offer sip:plan_part_end sip:plan_people sip:plan_person_end sip:plan_start_check sip:plan_start_step
    sip:plan_work sip:protection_add sip:protection_end sip:raise_check sip:raise_step sip:residence sip:shared
    sip:retention_approve sip:retention_detail sip:retention_hold sip:retention_hold_case sip:retention_lift
    sip:retention_reject
    sip:extract_before_deletion sip:extract_build sip:extract_detail sip:extract_extend sip:extract_find
    sip:extract_hand_out sip:extract_item sip:extract_json sip:extract_pass sip:extract_pdf sip:extract_refuse
    sip:extract_revoke
    sip:shared_pdf sip:shared_family sip:shared_family_sort
    sip:sheet sip:sheet_pdf sip:transition_detail sip:transition_new sip:transition_note
    ui:accessibility ui:acting ui:catalogue ui:component ui:glossary ui:keep_alive ui:privacy ui:theme
"""
KINDS = {
    name: kind
    for kind, names in (
        ("list", LISTS),
        ("start", STARTS),
        ("detail", DETAILS + "".join(one.DETAILS for one in SUBJECTS)),
    )
    for name in names.split()
}
