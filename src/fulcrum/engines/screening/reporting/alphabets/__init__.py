"""How the letters of other scripts are written with Latin ones; small tables of our own."""
