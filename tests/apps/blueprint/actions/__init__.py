"""Tests of blueprint."""
