namespace LuoVerified.Core;

/// <summary>The rules that memory and locks enforce while code runs, by name.</summary>
public static class RuntimeChecks
{
    /// <summary>A freed object, or freed memory, is touched.</summary>
    public const string UseAfterFree = "use-after-free";

    /// <summary>An object or a block of memory is freed a second time.</summary>
    public const string DoubleFree = "double-free";

    /// <summary>Memory is accessed through a null pointer.</summary>
    public const string NullDereference = "null-dereference";

    /// <summary>Memory is accessed outside the allocation that the pointer came from.</summary>
    public const string OutOfBounds = "out-of-bounds";

    /// <summary>A variable is read that was never given a value.</summary>
    public const string UninitialisedRead = "uninitialised-read";

    /// <summary>Preserved memory is given back by the call that does not fit: unpreserve of memory handed over by the
    /// previous kernel, or restore of memory preserved in this one.</summary>
    public const string NotPreserved = "not-preserved";
}
