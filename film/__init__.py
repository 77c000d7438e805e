"""Files: plans shots, renders them in parallel, joins them to a film."""
