import JSON
import Postgres

/// What operators did, in `core.audit`.
enum Audit {
    /// The row of one act. `detail` holds no secrets.
    static func row(action: String, target: String, detail: JSON = [:], by actor: String) -> Statement {
        Statement(
            "insert into core.audit (actor, action, target, detail) values ($1, $2, $3, $4)",
            [.text(actor), .text(action), .text(target), .jsonText(detail.text())])
    }
}
