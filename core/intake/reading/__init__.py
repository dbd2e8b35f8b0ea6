"""From a spreadsheet to rows of text. Knows no Django: it runs in the child process that opens the file."""
