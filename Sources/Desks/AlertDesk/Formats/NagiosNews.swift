/// What Nagios and Icinga mail of an alert besides that it is there or over: the first word of the subject, as in
/// `** ACKNOWLEDGEMENT Service Alert: db-1/disk is CRITICAL **` and `[DOWNTIMESTART] disk on db-1 is OK!`. The state at the
/// end is the one that the alert had before.
enum NagiosNews {
    private static let kinds: Set<Substring> = [
        "ACKNOWLEDGEMENT", "DOWNTIMESTART", "DOWNTIMEEND", "DOWNTIMESTOP", "DOWNTIMECANCELLED", "DOWNTIMEREMOVED",
        "FLAPPINGSTART", "FLAPPINGSTOP", "FLAPPINGEND", "FLAPPINGDISABLED", "CUSTOM",
    ]

    /// Takes the word out of a subject; `nil` when it is none of theirs.
    static func take(from words: inout [MailWord]) -> MailStanding? {
        guard let place = words.firstIndex(where: { !$0.bare.isEmpty }), kinds.contains(words[place].bare) else {
            return nil
        }
        let kind = words[place].bare
        // A word of everyday counts in brackets or after stars alone: no alert may be lost by it.
        guard kind != "CUSTOM" || place > 0 || words[place].text.hasPrefix("[") else { return nil }
        words.remove(at: place)
        return kind == "ACKNOWLEDGEMENT" ? .acknowledged : .news
    }
}
