"""Requests counted for Prometheus, by route, method and status: django-prometheus, with one hole closed."""

from typing import Any

from django_prometheus.middleware import PrometheusAfterMiddleware, PrometheusBeforeMiddleware

__all__ = ["After", "Before"]

Before = PrometheusBeforeMiddleware


class After(PrometheusAfterMiddleware):
    """Counts by method only those that there are: each made-up one would be kept for ever."""

    def label_metric(self, metric: Any, request: Any, response: Any = None, **labels: Any) -> Any:
        """The metric for these labels."""
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)
