// Incident
