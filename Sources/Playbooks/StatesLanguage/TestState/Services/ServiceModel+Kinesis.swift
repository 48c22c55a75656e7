extension ServiceModel {
    /// What actions of Kinesis answer, from the service's published API model.
    static let kinesis = #"""
        putRecord @PutRecordOutput
        putRecords @PutRecordsOutput
        @PutRecordOutput ShardId!:s<1~128>,SequenceNumber!:s,EncryptionType:s|NONE|KMS
        @PutRecordsOutput FailedRecordCount:n<1~>,Records!:[@PutRecordsResultEntry,EncryptionType:s|NONE|KMS
        @PutRecordsResultEntry SequenceNumber:s,ShardId:s<1~128>,ErrorCode:s,ErrorMessage:s
        """#
}
