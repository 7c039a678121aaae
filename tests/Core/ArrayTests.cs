using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Exactly the accesses to elements of arrays are seen.</summary>
public class ArrayTests
{
    private readonly Arrays _arrays = new();

    [Fact]
    public void OneByOne() =>
        Assert.Equal(
            [
                "write Arrays._numbers[2] | _numbers[index] = 5;",
                "read Arrays._numbers[2] | _numbers[index]++;",
                "write Arrays._numbers[2] | _numbers[index]++;",
                "read Arrays._texts[0] | _texts[1] = _texts[0];",
                "write Arrays._texts[1] | _texts[1] = _texts[0];",
                "write Arrays._points[1] | _points[1].X = 3;",
                "read Arrays._points[0] | _ = _points[0].X;",
                "read Arrays._rows[0] | _rows[0][1] = 7;",
                "write Arrays._rows[][1] | _rows[0][1] = 7;",
                "write Arrays._wide[1] | _wide[(long)index - 1] = 8;",
            ],
            Recorder.Of(() => _arrays.Elements(2)));

    [Fact]
    public void InLoops() =>
        Assert.Equal(["read Arrays._rows[1]", "read Arrays._rows[][0]"], Recorder.Short(() => _arrays.Loop()));

    [Fact]
    public void InLinq() =>
        Assert.Equal(
            ["read Arrays._rows[0]", "read Arrays._rows[][0]", "read Arrays._rows[][1]"],
                Recorder.Short(() => _arrays.Linq()));
}
