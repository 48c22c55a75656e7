// What lenient readers do; strict ones refuse all of it.
extension JSONReader {
    /// Reads the elements of the array that is this member; none when it is absent or `null`. A lenient reader leaves out
    /// an element that cannot be read, and only that.
    /// - Parameter max: how many there may be.
    public func entries<Entry>(
        _ key: String, max: Int, _ read: (JSONReader) throws -> Entry
    ) throws -> [Entry] {
        guard let list = try optional(key) else { return [] }
        return try list.elements(max: max).compactMap { element in
            do {
                return try read(element)
            } catch {
                guard let leniency, let fault = error as? JSONDecodingError else { throw error }
                leniency.passOver(fault)
                return nil
            }
        }
    }

    /// The case that is this member, if any.
    /// - Parameter unknown: what a lenient reader takes a word for that it does not know: the choice that does no harm.
    public func optionalEnumeration<T: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: T.Type, unknown: T
    ) throws(JSONDecodingError) -> T? {
        do {
            return try optional(key)?.enumeration(of: type)
        } catch {
            guard let leniency else { throw error }
            leniency.passOver(error)
            return unknown
        }
    }

    /// Checks that the value is an object with no other members than these, in a lenient reader too: for conditions, of
    /// which leaving one out would change what the others mean.
    @discardableResult
    public func object(only keys: String...) throws(JSONDecodingError) -> JSONReader {
        try refuseMembers(except: keys)
        return self
    }
}
