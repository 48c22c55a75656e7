public import FoundationEssentials
public import JSON
public import OnCall
import YAML

/// A file that says what the organisation decides, checked as a whole.
public struct OrganisationFile: Sendable {
    /// What the file says, in its order: what is stored.
    public let document: JSON
    /// What the document means, with all references checked.
    public let configuration: OrganisationConfiguration
    private let name: String
    private let yaml: YAMLDocument

    /// Room for 100,000 people.
    private static let limits = JSONLimits(bytes: 64 << 20, values: 4_000_000)

    /// - Parameters:
    ///   - text: YAML, or JSON, which is YAML too.
    ///   - name: what errors call the file.
    ///   - vendors: what `providers` may say.
    /// - Throws: the first thing that is wrong, with its line.
    public init(_ text: String, named name: String, vendors: [VendorSchema]) throws(ConfigurationFileError) {
        self.name = name
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

    /// Checks what depends on zone data and on the time: zones that there are not, and gaps of schedules.
    /// - Parameters:
    ///   - zones: those of ``OrganisationConfiguration/zoneNames`` that there are.
    ///   - calendars: what was read of the calendars of layers.
    ///   - now: schedules are looked at for 14 days from here.
    /// - Throws: the first thing that is wrong, with its line.
    public func checkOnCall(
        zones: ZoneDatabase, calendars: [String: [String: LayerCalendar]] = [:], at now: Date
    ) throws(ConfigurationFileError) {
        var configuration = configuration
        configuration.zones = zones
        configuration.calendars = calendars
        do {
            try configuration.checkOnCall(at: now, in: ConfigurationPlace(path: JSONPointer()))
        } catch let error as JSONDecodingError {
            throw ConfigurationFileError(file: name, document: yaml, decoding: error)
        } catch {
            throw ConfigurationFileError(file: name, place: nil, "\(error)")
        }
    }

    /// What can be applied and is probably not meant, each as a sentence with its line.
    public var notes: [String] { rotaNotes + calendarNotes }

    /// Addresses with a token that lets in whoever has it, as Google's "secret address" has one.
    private var calendarNotes: [String] {
        configuration.schedules.enumerated().flatMap { index, schedule in
            schedule.layers.enumerated().compactMap { number, layer -> String? in
                guard case .url(let url) = layer.calendar?.address, url.contains(/private-[0-9a-f]{8}/) else {
                    return nil
                }
                let path = JSONPointer(tokens: ["schedules", "\(index)", "layers", "\(number)", "calendar", "url"])
                let error = ConfigurationFileError(
                    file: name, place: yaml.place(of: path),
                    "the address of the calendar holds a private token, which everybody sees who may read the "
                        + "configuration; put it into a variable and say `url_variable`")
                return "\(error)"
            }
        }
    }

    private var rotaNotes: [String] {
        configuration.rotas.enumerated().compactMap { index, rota in
            let start = document["rotas"]?[index]?["start"]?.stringValue
            guard rota.timezone == nil, let start, !["Z", "z", "00:00"].contains(where: start.hasSuffix) else {
                return nil
            }
            let path = JSONPointer(tokens: ["rotas", "\(index)", "start"])
            let error = ConfigurationFileError(
                file: name, place: yaml.place(of: path),
                "rota `\(rota.name)` starts at \(start) and names no `timezone`, so that its handover moves by an hour "
                    + "when clocks change; say for example `timezone: Europe/Berlin`")
            return "\(error)"
        }
    }
}
