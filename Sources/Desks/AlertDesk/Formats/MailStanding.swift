/// How what a mail is about stands.
enum MailStanding: Sendable, Hashable {
    /// It is there.
    case begun
    /// It is over.
    case over
    /// It is there or not as before: somebody says something of it.
    case news
    /// As before, and somebody has taken it on.
    case acknowledged
}
