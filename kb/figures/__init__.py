"""Figures as records: quantities, periods, data points, tables, look-up and audit."""
