using System.Buffers.Binary;
using LuoVerified.Abi.HandOvers;
using LuoVerified.Abi.Tests.HandOvers;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>Every format against packed C structures and libfdt (<c>handover_peer.c</c>), in both directions.</summary>
public class HandOverCrossCheckTests(NativePeer peer)
{
    private const int Count = 40;
    private static readonly byte[] NumberInC = [1, 2, 5];

    [Fact]
    public void WhatCWritesIsByteForByteWhatIsWrittenHere() => EachFormat((format, number) =>
    {
        var requests = new Requests();
        for (int seed = 0; seed < Count; seed++)
            Content(requests.Byte(number).U64(Contents.Base), Contents.Of(seed, format));
        ReadOnlySpan<byte> answers = peer.Run("write", requests, "handover_peer");
        for (int seed = 0; seed < Count; seed++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(answers);
            Assert.Null(Compare.Difference(format.Write(Contents.Of(seed, format), Contents.Base), answers.Slice(4, length)));
            answers = answers[(4 + length)..];
        }

        Assert.True(answers.IsEmpty);
    });

    [Fact]
    public void WhatIsWrittenHereIsReadByC() => EachFormat((format, number) =>
    {
        Requests images = new(), contents = new();
        for (int seed = 0; seed < Count; seed++)
        {
            HandOver content = Contents.Of(seed, format);
            images.Byte(number).U64(Contents.Base).Text(format.Write(content, Contents.Base));
            Content(contents, content);
        }

        Assert.Null(Compare.Difference(contents.ToArray(), peer.Run("read", images, "handover_peer")));
    });

    private static void EachFormat(Action<IHandOverFormat, byte> check)
    {
        Assert.Equal(NumberInC.Length, HandOverFormats.All.Count);
        foreach ((IHandOverFormat format, byte number) in HandOverFormats.All.Zip(NumberInC))
            check(format, number);
    }

    private static void Content(Requests requests, HandOver content)
    {
        requests.U64(content.Number).U32(content.Sessions.Count);
        foreach (PreservedSession session in content.Sessions)
        {
            requests.Text(session.Name.Span).U32(session.Files.Count);
            foreach (PreservedFile file in session.Files)
                requests.Text(file.Compatible.Span).U64(file.Data).U64(file.Token);
        }

        requests.U32(content.Flbs.Count);
        foreach (PreservedFlb flb in content.Flbs)
            requests.Text(flb.Name.Span).U64(flb.Data).U64(flb.Count);
    }
}
