"""The state of implementation, computed: no models here, no database."""
