"""What people do with runs, alerts, cases and reports."""
