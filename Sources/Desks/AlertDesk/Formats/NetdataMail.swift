import MIME

/// What netdata says of an alarm in the fields of its mails. Its subjects have the value in them, or how long it lasted, and
/// leave out which of several disks or interfaces it is.
struct NetdataMail: Sendable, Hashable {
    /// The name of the alarm.
    let name: String
    /// What it watches: `disk_space._data`.
    let chart: String
    /// Whose.
    let host: String
    /// Its word for how it stands, in capitals: `WARNING`, `CRITICAL`, `CLEAR`.
    let state: String

    /// `nil` for a mail of anybody else.
    init?(_ header: MailHeader) {
        func said(_ name: String) -> String? {
            AlertText.said(header["x-netdata-\(name)"]).map { AlertText.line($0, max: 300) }
        }
        guard let name = said("alert-name"), let chart = said("chart"), let host = said("host"),
            let state = said("severity")
        else { return nil }
        self.name = name
        self.chart = chart
        self.host = host
        self.state = state.uppercased()
    }
}

extension MailSubject {
    /// What a mail of netdata is about, whatever its subject says.
    init(_ netdata: NetdataMail) {
        topic = "\(netdata.name) (\(netdata.chart)) on \(netdata.host)"
        standing = netdata.state == "CLEAR" ? .over : .begun
        severityWord = ["CRITICAL", "WARNING"].contains(netdata.state) ? netdata.state : nil
        isOfZabbix = false
    }
}
