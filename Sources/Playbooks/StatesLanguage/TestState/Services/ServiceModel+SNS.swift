extension ServiceModel {
    /// What actions of SNS answer, from the service's published API model.
    static let sns = #"""
        publish @PublishResponse
        publishBatch @PublishBatchResponse
        createTopic @CreateTopicResponse
        subscribe @SubscribeResponse
        @PublishResponse MessageId:s,SequenceNumber:s
        @PublishBatchResponse Successful:[@PublishBatchResultEntry,Failed:[@BatchResultErrorEntry
        @PublishBatchResultEntry Id:s,MessageId:s,SequenceNumber:s
        @BatchResultErrorEntry Id!:s,Code!:s,Message:s,SenderFault!:b
        @CreateTopicResponse TopicArn:s
        @SubscribeResponse SubscriptionArn:s
        """#
}
