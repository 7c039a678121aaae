using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>The sequential writer against libfdt's: every answer and every byte of the buffer, also after
/// errors.</summary>
public class WriterCrossCheckTests(NativePeer peer)
{
    private const int Count = 20_000;

    [Fact]
    public void AnyCallsInAnyOrderGiveTheAnswersAndTheBytesOfLibfdt()
    {
        WriterScript[] scripts = Scripts(Count);
        byte[] theirs = Run(scripts);
        var seen = new Dictionary<int, int>();
        int at = 0;
        foreach (WriterScript script in scripts)
        {
            byte[] ours = script.Answer();
            string? difference = Compare.Difference(ours, theirs.AsSpan(at, script.AnswerSize));
            Assert.True(difference is null, $"{difference} after {script}");
            at += script.AnswerSize;
            foreach (int answer in script.CodesOf(ours))
                seen[answer] = seen.GetValueOrDefault(answer) + 1;
        }
        Assert.Equal(theirs.Length, at);
        foreach (FdtError each in (FdtError[])[FdtError.None, FdtError.NoSpace, FdtError.BadState, FdtError.BadMagic])
            Assert.True(seen.GetValueOrDefault(-(int)each) > Count / 10, $"the scripts hardly ever end in {each}");
    }

    [Fact]
    public void OneOtherCallIsNoticed()
    {
        WriterScript[] scripts = [.. Scripts(2000).Where(each => each.IsWholeTreeWithANode())];
        Assert.NotEmpty(scripts);
        byte[] theirs = Run(scripts);
        int at = 0;
        foreach (WriterScript script in scripts)
        {
            byte[] ours = script.WithAnotherLastNode().Answer();
            Assert.NotNull(Compare.Difference(ours, theirs.AsSpan(at, script.AnswerSize)));
            at += script.AnswerSize;
        }
    }

    private static WriterScript[] Scripts(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => WriterScript.Make(random))];
    }

    private byte[] Run(WriterScript[] scripts)
    {
        var requests = new Requests();
        foreach (WriterScript script in scripts)
            script.WriteTo(requests);
        return peer.Run("write", requests);
    }
}
