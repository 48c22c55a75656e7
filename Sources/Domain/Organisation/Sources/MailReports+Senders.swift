extension MailReports {
    /// Whether mail of this address is taken.
    public func include(_ address: String, in organisation: OrganisationConfiguration) -> Bool {
        !senders.allowed.isEmpty && senders.include(address) || organisation.person(address) != nil
    }
}
