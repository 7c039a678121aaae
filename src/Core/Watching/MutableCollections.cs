namespace LuoVerified.Core.Watching;

/// <summary>The collections of the base class library that are seen, and which of their methods write.</summary>
public static class MutableCollections
{
    private static readonly HashSet<string> Names =
    [
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.Stack`1",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Generic.PriorityQueue`2",
        "System.Collections.Generic.OrderedDictionary`2",
        "System.Collections.ObjectModel.Collection`1",
        "System.Collections.ObjectModel.ObservableCollection`1",
        "System.Collections.ArrayList",
        "System.Collections.Hashtable",
        "System.Collections.BitArray",
        "System.Collections.Queue",
        "System.Collections.Stack",
        "System.Collections.SortedList",
        "System.Text.StringBuilder",
    ];

    /// <summary>The interfaces through which a collection is used.</summary>
    private static readonly HashSet<string> Interfaces =
    [
        "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.ICollection`1",
        "System.Collections.Generic.IList`1",
        "System.Collections.Generic.ISet`1",
        "System.Collections.Generic.IDictionary`2",
        "System.Collections.Generic.IReadOnlyCollection`1",
        "System.Collections.Generic.IReadOnlyList`1",
        "System.Collections.Generic.IReadOnlySet`1",
        "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.IEnumerable",
        "System.Collections.ICollection",
        "System.Collections.IList",
        "System.Collections.IDictionary",
    ];

    private static readonly HashSet<string> Writers =
    [
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "And", "Append", "AppendFormat",
        "AppendJoin", "AppendLine", "Clear", "Dequeue", "DequeueEnqueue", "Enqueue", "EnqueueDequeue", "EnqueueRange",
        "EnsureCapacity", "ExceptWith", "Insert", "InsertRange", "IntersectWith", "LeftShift", "Move", "Not", "Or",
        "Pop", "Push", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "RemoveRange", "RemoveWhere",
        "Replace", "Reverse", "RightShift", "Set", "SetAll", "SetAt", "SetByIndex", "SetPosition", "SetRange",
        "SetValueAtIndex", "Sort", "SymmetricExceptWith", "TrimExcess", "TrimToSize", "TryAdd", "TryDequeue",
        "TryPop", "UnionWith", "Xor", "set_Capacity", "set_Chars", "set_Item", "set_Length", "set_Value",
        "set_ValueRef",
    ];

    /// <summary>What is known of types: replaced, never changed. No concurrent collection: Coyote puts a scheduling point at
    /// each use of one, and an access is no step.</summary>
    private static Dictionary<Type, bool> _answers = [];

    /// <summary>Whether a type, by its full name with arity, is one of the collections.</summary>
    /// <param name="fullName">The name, such as <c>System.Collections.Generic.List`1</c>.</param>
    /// <returns>True if it is.</returns>
    public static bool Named(string fullName) => Names.Contains(fullName);

    /// <summary>Whether a type, by its full name with arity, is an interface of collections.</summary>
    /// <param name="fullName">The name.</param>
    /// <returns>True if it is.</returns>
    public static bool IsInterface(string fullName) => Interfaces.Contains(fullName);

    /// <summary>Whether a method of a collection, of an interface of one or of a node writes it; all others
    /// read.</summary>
    /// <param name="method">The name of the method, accessors with their prefix.</param>
    /// <returns>True if it does.</returns>
    public static bool Writes(string method) => Writers.Contains(method);

    /// <summary>Whether an object of this type is one of the collections, or derived from one.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True if it is.</returns>
    internal static bool Contain(Type type)
    {
        if (!_answers.TryGetValue(type, out bool known))
        {
            known = IsOne(type);
            _answers = new Dictionary<Type, bool>(_answers) { [type] = known };
        }

        return known;
    }

    private static bool IsOne(Type type)
    {
        for (Type? at = type; at is not null; at = at.BaseType)
        {
            if (Names.Contains((at.IsGenericType ? at.GetGenericTypeDefinition() : at).FullName ?? ""))
            {
                return true;
            }
        }

        return false;
    }
}
