using System.Runtime.CompilerServices;

namespace LuoVerified.Check.Designs;

/// <summary>Looks, before a design is run, for code of it that blocks or starts threads, or shares anything between
/// threads, outside of what the checker controls, or that answers differently in each run.</summary>
/// <remarks>All that the design's factory and what it makes may reach is looked at, but for the runtime and what designs
/// are built on. Reflection, native code and assemblies that are in no file are not
/// seen.</remarks>
public static class UncontrolledCalls
{
    /// <summary>By its factory: a design is walked through once.</summary>
    private static readonly ConditionalWeakTable<Delegate, UncontrolledUse[]> Known = [];

    /// <summary>Refuses a design with such code.</summary>
    /// <param name="design">Its name.</param>
    /// <param name="create">Its factory.</param>
    /// <param name="below">What lies below it.</param>
    /// <exception cref="UncontrolledDesignException">It has such code; the message says what, where, and what
    /// to do instead.</exception>
    internal static void Refuse(string design, Delegate create, DesignBase below)
    {
        // Whoever makes a lock also takes it: where it is taken says more.
        UncontrolledUse[] uses = Known.GetValue(create, _ => Find(create, below));
        if (uses.Length > 0)
        {
            UncontrolledUse? use = Array.Find(uses, each => !each.What.StartsWith("new ", StringComparison.Ordinal));
            throw new UncontrolledDesignException(design, use ?? uses[0]);
        }
    }

    private static UncontrolledUse[] Find(Delegate create, DesignBase below)
    {
        using var reader = new CodeReader(create.Method.Module.Assembly, below);
        var code = new ReachableCode(reader);
        var captured = new CapturedObjects(create);
        foreach (Type type in captured.Types)
        {
            if (reader.Find(type) is { } found)
            {
                code.Captured(found);
            }
        }

        foreach (System.Reflection.MethodBase method in captured.Methods)
        {
            if (reader.Find(method) is { } found)
            {
                code.From(found);
            }
        }

        return [.. code.Uses];
    }
}
