public import JSON
import YAML

/// A file that says what the organisation decides, checked as a whole.
public struct OrganisationFile: Sendable {
    /// What the file says, in its order: what is stored.
    public let document: JSON
    /// What the document means, with all references checked.
    public let configuration: OrganisationConfiguration

    /// Room for 100,000 people.
    private static let limits = JSONLimits(bytes: 64 << 20, values: 4_000_000)

    /// - Parameters:
    ///   - text: YAML, or JSON, which is YAML too.
    ///   - name: what errors call the file.
    ///   - vendors: what `providers` may say.
    /// - Throws: the first thing that is wrong, with its line.
    public init(_ text: String, named name: String, vendors: [VendorSchema]) throws(ConfigurationFileError) {
        let yaml: YAMLDocument
        do {
            yaml = try YAMLDocument(text, named: name, limits: Self.limits)
        } catch {
            throw ConfigurationFileError(error)
        }
        do {
            let reader = JSONReader(yaml.root)
            configuration = try OrganisationConfiguration(reader)
            try VendorSchema.check(reader, vendors: vendors)
        } catch let error as JSONDecodingError {
            throw ConfigurationFileError(file: name, document: yaml, decoding: error)
        } catch {
            throw ConfigurationFileError(file: name, place: nil, "\(error)")
        }
        document = yaml.root
    }
}
