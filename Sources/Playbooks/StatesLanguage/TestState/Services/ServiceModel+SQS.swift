extension ServiceModel {
    /// What actions of SQS answer, from the service's published API model.
    static let sqs = #"""
        sendMessage @SendMessageResult
        sendMessageBatch @SendMessageBatchResult
        receiveMessage @ReceiveMessageResult
        deleteMessage @
        getQueueUrl @GetQueueUrlResult
        getQueueAttributes @GetQueueAttributesResult
        createQueue @CreateQueueResult
        @SendMessageResult MD5OfMessageBody:s,MD5OfMessageAttributes:s,MD5OfMessageSystemAttributes:s,\#
        MessageId:s,SequenceNumber:s
        @SendMessageBatchResult Successful!:[@SendMessageBatchResultEntry,Failed!:[@BatchResultErrorEntry
        @SendMessageBatchResultEntry Id!:s,MessageId!:s,MD5OfMessageBody!:s,MD5OfMessageAttributes:s,\#
        MD5OfMessageSystemAttributes:s,SequenceNumber:s
        @BatchResultErrorEntry Id!:s,SenderFault!:b,Code!:s,Message:s
        @ReceiveMessageResult Messages:[@Message
        @Message MessageId:s,ReceiptHandle:s,MD5OfBody:s,Body:s,Attributes:{s,MD5OfMessageAttributes:s,\#
        MessageAttributes:{@MessageAttributeValue
        @MessageAttributeValue StringValue:s,BinaryValue:s,StringListValues:[s,BinaryListValues:[s,\#
        DataType!:s
        @GetQueueUrlResult QueueUrl:s
        @GetQueueAttributesResult Attributes:{s
        @CreateQueueResult QueueUrl:s
        """#
}
