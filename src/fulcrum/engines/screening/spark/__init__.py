"""Spark as the engine, beyond one machine: the same pack, the same hits; needs the extra `spark`."""

from fulcrum.engines.screening.spark.passes import look

__all__ = ["look"]
