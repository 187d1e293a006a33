"""The pack's own I01."""

from fulcrum.engines.screening.human_trafficking import i01_night_cash

INDICATOR = i01_night_cash.INDICATOR
