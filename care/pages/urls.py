"""Addresses of the screens that join several rooms."""

from django.urls import path

from care.pages.views import access, audit, caseload, chart, search, tasks, team, today

app_name = "pages"
urlpatterns = [
    path("", today.today, name="today"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("people/search/", search.search, name="search"),
    path("people/<uuid:uuid>/", chart.summary, name="chart"),
    path("people/<uuid:uuid>/plan/", chart.plan, name="plan"),
    path("people/<uuid:uuid>/medication/", chart.medication, name="medication"),
    path("people/<uuid:uuid>/history/", chart.past, name="history"),
    path("people/<uuid:uuid>/team/", team.team, name="team"),
    path("people/<uuid:uuid>/team/<uuid:member>/leave/", team.leave, name="team_leave"),
    path("people/<uuid:uuid>/team/<uuid:member>/lead/", team.lead, name="team_lead"),
    path("people/<uuid:uuid>/enrolment/end/", team.end, name="end"),
    path("tasks/new/", tasks.new, name="task_new"),
    path("tasks/<uuid:uuid>/", tasks.task, name="task"),
    path("tasks/<uuid:uuid>/take/", tasks.take, name="task_take"),
    path("tasks/<uuid:uuid>/done/", tasks.done, name="task_done"),
    path("tasks/<uuid:uuid>/snooze/", tasks.snooze, name="task_snooze"),
    path("tasks/<uuid:uuid>/give-back/", tasks.give_back, name="task_give_back"),
    path("tasks/<uuid:uuid>/cancel/", tasks.cancel, name="task_cancel"),
    path("tasks/<uuid:uuid>/undo/", tasks.undo, name="task_undo"),
    path("audit/", audit.audit, name="audit"),
    path("who-may-read/", access.who_may_read, name="who_may_read"),
]
