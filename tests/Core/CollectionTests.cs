using LuoVerified.Core.Samples;

namespace LuoVerified.Core.Tests;

/// <summary>Exactly the accesses to collections are seen, under the name of the field that holds them.</summary>
public class CollectionTests
{
    private readonly Collections _collections = new();

    [Fact]
    public void Lists() =>
        Assert.Equal(
            [
                "write Collections._list | _list.Add(1);",
                "write Collections._list | _list[0] = 2;",
                "read Collections._list | _ = _list[0] + _list.Count;",
                "read Collections._list | _ = _list[0] + _list.Count;",
                "write Collections._list | _list.Sort();",
                "write Collections._list | _list.Clear();",
            ],
            Recorder.Of(_collections.Lists));

    [Fact]
    public void Dictionaries() =>
        Assert.Equal(
            [
                "write Collections._table | _table[\"a\"] = 1;",
                "read Collections._table | _ = _table.TryGetValue(\"a\", out int value);",
                "read Collections._table | _ = _table.ContainsKey($\"{value}\");",
                "write Collections._table | _table.Remove(\"a\");",
            ],
            Recorder.Of(_collections.Tables));

    [Fact]
    public void TheOthers() =>
        Assert.Equal(
            [
                "write Collections._set", "read Collections._set", "write Collections._queue",
                "read Collections._queue",
                "write Collections._stack", "read Collections._stack", "write Collections._sorted",
                "write Collections._text",
                "read Collections._text",
            ],
            Recorder.Short(_collections.Others));

    [Fact]
    public void NodesBelongToTheirList()
    {
        IReadOnlyList<Watching.Access> seen = Recorder.Record(_collections.Chain);
        Assert.Equal(
            [("Collections._chain", true), ("LinkedListNode<int>", false), ("LinkedListNode<int>", true),
                ("Collections._chain", true)],
            seen.Select(access => (access.Member, access.Site.Writes)));
        Assert.All(seen, access => Assert.Same(seen[0].Target, access.Target));
    }

    [Fact]
    public void ThroughInterfaces() =>
        Assert.Equal(["write Collections.Shown", "read Collections.Shown"], Recorder.Short(_collections.Interfaces));

    [Fact]
    public void EveryStepOfALoopReads()
    {
        _collections.Interfaces();
        _collections.Interfaces();
        Assert.Equal(
            Enumerable.Repeat("read Collections._list | foreach (int each in _list)", 4),
            Recorder.Of(() => _collections.Enumerated()));
        Assert.Equal(
            Enumerable.Repeat("read Collections.Shown | foreach (int each in Shown)", 4),
            Recorder.Of(() => _collections.EnumeratedByInterface()));
    }

    [Fact]
    public void WhatIsGivenToOtherCodeIsRead()
    {
        Assert.Equal(
            ["read Collections._list | _list.Where(each => each > 0).Sum();"],
            Recorder.Of(() => _collections.Linq()).Distinct());
        Assert.Equal(
            ["read Collections._list | string.Join(\", \", _list.Select(each => each));"],
            Recorder.Of(() => _collections.Joined()).Distinct());
        Assert.Equal(
            ["read Collections._list", "read Collections._set", "write List<int>"],
            Recorder.Short(() => _collections.Copies())
                .Where(each => !each.StartsWith("read List", StringComparison.Ordinal)).Distinct());
    }

    /// <summary>At the call, and once for each element and for the end, whenever that is.</summary>
    [Fact]
    public void OtherCodeReadsAtEachStepOfItsEnumeration()
    {
        _collections.Interfaces();
        _collections.Interfaces();
        IEnumerable<int> later = [];
        Assert.Single(Recorder.Record(() => later = _collections.Later()));
        Assert.Equal(
            Enumerable.Repeat("read Collections._list | _list.Where(each => each > 0);", 3),
            Recorder.Of(() => Assert.Equal([3, 3], later)));
    }

    [Fact]
    public void WithoutAFieldTheyAreCalledByTheirType() =>
        Assert.Equal(["write List<int> | given.Add(1);"], Recorder.Of(() => _collections.Swap([])));
}
