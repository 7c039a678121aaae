using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Exactly the accesses to fields are seen, each with its line.</summary>
public class FieldTests
{
    private readonly Fields _fields = new(0);

    [Fact]
    public void OfAnObject()
    {
        Assert.Equal(
            ["read Fields._count | _count++;", "write Fields._count | _count++;"], Recorder.Of(_fields.Increment));
        Assert.Equal(
            ["read Fields._count | int sum = _count + _fixed;", "write Fields._count | _count = sum;"],
            Recorder.Of(() => _fields.Mixed()));
        var other = new Fields(2);
        IReadOnlyList<Watching.Access> seen = Recorder.Record(() => _fields.OfAnother(other));
        Assert.Same(_fields, seen[0].Target);
        Assert.Same(other, seen[1].Target);
        Assert.Equal(seen[0].Part, seen[1].Part);
        Assert.True(seen[1].Site.Writes && seen[1].Site.Method == "Fields.OfAnother");
    }

    [Fact]
    public void Static() =>
        Assert.Equal(
            ["read Fields._total | _total += 2;", "write Fields._total | _total += 2;"], Recorder.Of(_fields.Statics));

    [Fact]
    public void OfPropertiesWhereTheyAreUsed()
    {
        Assert.Equal(
            [
                "read Fields.Auto | Auto += 1;",
                "write Fields.Auto | Auto += 1;",
                "read Fields.Auto | Virtual = Auto;",
                "write Fields.Virtual | public virtual int Virtual { get; set; }",
            ],
            Recorder.Of(_fields.Properties));
        _fields.Other = new Fields(0) { Other = _fields };
        Assert.Equal(
            ["read Fields.Other", "read Fields.Other", "read Fields.Auto"], Recorder.Short(() => _fields.Chain()));
    }

    [Fact]
    public void WithAConditionInBetween() =>
        Assert.Equal(["write Fields._count | _count = first ? 1 : 2;"], Recorder.Of(() => _fields.Ternary(true)));

    [Fact]
    public void OfStructsAsPartOfTheFieldThatHoldsThem() =>
        Assert.Equal(
            [
                "write Fields._point | _point.X = 1;",
                "read Fields._point | _point.Y++;",
                "write Fields._point | _point.Y++;",
                "read Fields._point | Point copy = _point;",
                "write Fields._point | _point.Move(copy.X);",
                "read Fields._point | _ = _point.Sum();",
                "read Fields._point | _ = _point.Auto;",
                "read Fields._maybe | _maybe ??= copy;",
                "read Fields._maybe | _maybe ??= copy;",
                "write Fields._maybe | _maybe ??= copy;",
                "read Fields._maybe | _ = _maybe.Value;",
                "read Fields._maybe | _ = _maybe.HasValue;",
            ],
            Recorder.Of(_fields.Structs));

    [Fact]
    public void PassedByReference() =>
        Assert.Equal(
            [
                "write Fields._count | Set(ref _count);",
                "read Fields._count | Get(in _count);",
                "write Fields._count | Out(out _count);",
                "write Fields._count | ref int alias = ref _count;",
            ],
            Recorder.Of(_fields.References));

    [Fact]
    public void ThatOrderThreads()
    {
        Assert.Equal(
            ["volatile write Fields._flag | _flag = true;", "volatile read Fields._flag | return _flag;"],
            Recorder.Of(() => _fields.Flag()));
        Assert.Equal(
            ["volatile read Fields._count", "volatile write Fields._count", "volatile read Fields._count"],
            Recorder.Short(() => _fields.Atomics()));
    }

    [Fact]
    public void NotInTheConstructorOfTheSameObject() =>
        Assert.Equal(["write Fields.Auto | _ = new Fields(1) { Auto = 2, Once = 3 };"], Recorder.Of(Fields.Made));

    [Fact]
    public void OfGenericTypes()
    {
        var ints = new Generic<int>();
        var texts = new Generic<string>();
        IReadOnlyList<Watching.Access> first = Recorder.Record(() => ints.Use(1));
        IReadOnlyList<Watching.Access> second = Recorder.Record(() => texts.Use("a"));
        Assert.Equal(
            ["Generic._value", "Generic._value", "Generic._last", "Generic._items", "Generic._slots[1]"],
            first.Select(access => access.Member));
        Assert.Equal(first.Select(access => access.Member), second.Select(access => access.Member));

        // Each instance of the type has a static field of its own.
        Assert.NotEqual(first[2].Target, second[2].Target);
        Assert.Equal(["read Generic._value"], Recorder.Short(() => texts.As<object>()));
    }
}
