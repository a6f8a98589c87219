"""The benchmark `templates`: incidents as templates with slots, in the manner of MUC-4."""
