using System.Runtime.CompilerServices;
using LuoVerified.Impl;

namespace LuoVerified.Check.Designs;

/// <summary>Looks, before a design is run, for code of it that blocks or starts threads, or shares anything between
/// threads, outside of what the checker controls, or that answers differently in each run.</summary>
/// <remarks>All that the design's <see cref="Design.Create"/> and the service that it makes may reach is looked at, but
/// for the runtime and what designs are built on. Reflection, native code and assemblies that are in no file are not
/// seen.</remarks>
public static class UncontrolledCalls
{
    /// <summary>By <see cref="Design.Create"/>: a design is walked through once.</summary>
    private static readonly ConditionalWeakTable<Delegate, UncontrolledUse[]> Known = [];

    /// <summary>Refuses designs with such code.</summary>
    /// <param name="designs">The designs.</param>
    /// <exception cref="UncontrolledDesignException">One has such code; the message says what, where, and what
    /// to do instead.</exception>
    public static void Refuse(params IEnumerable<Design> designs)
    {
        foreach (Design design in designs)
        {
            // Whoever makes a lock also takes it: where it is taken says more.
            UncontrolledUse[] uses = Known.GetValue(design.Create, Find);
            if (uses.Length > 0)
            {
                UncontrolledUse? use = Array.Find(
                    uses, each => !each.What.StartsWith("new ", StringComparison.Ordinal));
                throw new UncontrolledDesignException(design, use ?? uses[0]);
            }
        }
    }

    private static UncontrolledUse[] Find(Delegate create)
    {
        using var reader = new CodeReader(create.Method.Module.Assembly);
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
