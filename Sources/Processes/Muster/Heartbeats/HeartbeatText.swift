import JSON

/// Heartbeats for people.
enum HeartbeatText {
    static func list(_ page: JSON) -> String {
        var listing = Listing("NAME", "STATE", "SOURCE", "EVERY", "FAILURES", "HEARD", "MISSING FROM", "ALERT")
        for heartbeat in page["items"]?.arrayValue ?? [] {
            listing.add(
                heartbeat.text(of: "name"), heartbeat.text(of: "state"), heartbeat.text(of: "source"),
                heartbeat.text(of: "interval_seconds").map { "\($0) s" }, heartbeat.text(of: "failures"),
                heartbeat.text(of: "beat_at"), heartbeat.text(of: "missed_at") ?? heartbeat.text(of: "due_at"),
                heartbeat.text(of: "alert"))
        }
        return listing.text(empty: "There are no heartbeats; the configuration names them under `heartbeats`.")
    }
}
