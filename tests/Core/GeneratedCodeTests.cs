using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Code that the compiler takes apart is seen as it stands in the source.</summary>
public class GeneratedCodeTests
{
    private readonly Generated _generated = new();

    [Fact]
    public void CapturedVariables()
    {
        Action? closure = null;
        Assert.Equal(
            ["write Generated.captured | int captured = start;"], Recorder.Of(() => closure = _generated.Closure(1)));
        Assert.Equal(
            [
                "read Generated.captured | captured += _count;",
                "read Generated._count | captured += _count;",
                "write Generated.captured | captured += _count;",
            ],
            Recorder.Of(closure!));
        Assert.Equal("Generated.Closure", Recorder.Record(closure!)[0].Site.Method);
    }

    [Fact]
    public void LocalFunctions() =>
        Assert.Equal(["read Generated._count | _count;"], Recorder.Of(() => _generated.Local()));

    [Fact]
    public void Iterators() =>
        Assert.Equal(
            [
                "read Generated._list", "read Generated._list", "read Generated._count", "read Generated._list",
                "read Generated._count", "read Generated._list",
            ],
            Recorder.Short(() => Assert.Equal(2, _generated.Iterator().Count())));

    [Fact]
    public void AsynchronousMethods() =>
        Assert.Equal(
            ["read Generated._count | int before = _count;", "write Generated._count | _count = before + 1;"],
            Recorder.Of(() => _generated.Asynchronous().GetAwaiter().GetResult()));

    [Fact]
    public void WhatTheCompilerKeepsForItselfIsNotSeen() => Assert.Empty(Recorder.Of(() => Generated.Static()));

    [Fact]
    public void ParametersThatAreKept()
    {
        var kept = new Kept(1, 2);
        Assert.Equal(["read Kept.changed | kept + changed;"], Recorder.Of(() => kept.Read()));
        Assert.Equal(["write Kept.changed | changed = 2;"], Recorder.Of(kept.Change));
    }
}
