import Pacing

extension PostgresConfiguration {
    /// libpq's connection parameters.
    var parameters: [(key: String, value: String)] {
        var parameters = [
            ("host", host), ("port", String(port)), ("dbname", database), ("user", user),
            ("application_name", applicationName), ("client_encoding", "UTF8"), ("options", sessionOptions),
            ("tcp_user_timeout", String(tcpUserTimeout.milliseconds)),
            ("keepalives", "1"), ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            // Else each connection may begin with a Kerberos attempt.
            ("gssencmode", "disable"),
        ]
        if let password { parameters.append(("password", password)) }
        switch tls {
        case .disabled: parameters.append(("sslmode", "disable"))
        case .verifyFull(let rootCertificateFile):
            parameters += [
                ("sslmode", "verify-full"), ("sslrootcert", rootCertificateFile),
                ("ssl_min_protocol_version", "TLSv1.2"),
            ]
        }
        return parameters.map { (key: $0.0, value: $0.1) }
    }

    /// Settings of the session; `reset all` returns to them.
    ///
    /// Statements are prepared once and find their rows by keys, so that a plan made once serves all values. Left to itself,
    /// the server plans statements on partitioned tables anew each time, which takes longer than they do.
    private var sessionOptions: String {
        [
            "statement_timeout=\(statementTimeout.milliseconds)",
            "idle_in_transaction_session_timeout=\(idleInTransactionTimeout.milliseconds)",
            "TimeZone=UTC", "plan_cache_mode=force_generic_plan",
        ].map { "-c \($0)" }.joined(separator: " ")
    }
}
