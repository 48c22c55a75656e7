extension PostgresConfiguration {
    /// Reads an address such as
    /// `postgres://user:password@host:5432/database?sslmode=verify-full&sslrootcert=/etc/muster/ca.pem`.
    ///
    /// `sslmode` is `disable` or `verify-full`; without it, loopback and Unix sockets are plain and everything else is
    /// `verify-full`. `sslrootcert` defaults to the system's authorities. `?host=/run/postgresql` names a Unix socket.
    /// - Throws: ``PostgresError/Code/invalidConfiguration``, naming the part that is wrong, never the password.
    public init(url: String, applicationName: String) throws(PostgresError) {
        let parts = try PostgresURL(url)
        host = parts.host
        port = parts.port
        database = parts.database
        user = parts.user
        password = parts.password
        tls = parts.tls
        self.applicationName = applicationName
    }
}
