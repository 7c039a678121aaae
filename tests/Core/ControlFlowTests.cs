using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Woven code does what it did, and its exceptions show where they come from.</summary>
public class ControlFlowTests
{
    private readonly Throwing _object = new();

    [Fact]
    public void AnExceptionShowsFileAndLine()
    {
        var index = Assert.Throws<IndexOutOfRangeException>(_object.OutOfRange);
        Assert.Equal("_slots[_count + 5] = 1;", LineOf(index));
        var missing = Assert.Throws<NullReferenceException>(() => _object.Null(null));
        Assert.Equal("return other!._count;", LineOf(missing));
        Assert.Equal(["read Throwing._count", "write Throwing._count"], Recorder.Short(() =>
            Assert.Throws<NullReferenceException>(() => _object.Null(null))));
    }

    [Fact]
    public void HandlersAndFiltersAreSeen() =>
        Assert.Equal(
            ["write Throwing._slots[3]", "read Throwing._count", "write Throwing._count"],
            Recorder.Short(() => Assert.Equal(-1, _object.Handled())));

    [Fact]
    public void SwitchesGoTheirWay()
    {
        Assert.Equal(6, _object.Switched(2));
        Assert.Equal(Enumerable.Repeat("read Throwing._count", 3), Recorder.Short(() => _object.Switched(0)));
    }

    private static string LineOf(Exception thrown)
    {
        // The runtime's own frames that throw have none.
        System.Diagnostics.StackFrame frame = new System.Diagnostics.StackTrace(thrown, fNeedFileInfo: true).GetFrames()
            .First(each => each.GetFileName() is not null);
        return File.ReadAllLines(frame.GetFileName()!)[frame.GetFileLineNumber() - 1].Trim();
    }
}
