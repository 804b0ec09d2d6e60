from django.urls import path

from seminars import views

urlpatterns = [path("", views.recommendations, name="recommendations")]
