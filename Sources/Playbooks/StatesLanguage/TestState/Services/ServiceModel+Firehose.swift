extension ServiceModel {
    /// What actions of Firehose answer, from the service's published API model.
    static let firehose = #"""
        putRecord @PutRecordOutput
        @PutRecordOutput RecordId!:s<1~>,Encrypted:b
        """#
}
