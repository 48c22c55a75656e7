-- Intake locks the row of an open alert while it counts a repetition or resolves it, which takes the right to update.
grant update (alert_id) on core.open_alert to muster_intake;
