"""What is computed: pure libraries, one for each area. No Django, no settings, no I/O."""
