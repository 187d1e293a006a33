"""Goals, Actions, framework releases and self-assessments."""
