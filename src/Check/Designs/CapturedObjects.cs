using System.Reflection;

namespace LuoVerified.Check.Designs;

/// <summary>What a delegate brings with it: its method, and the methods and objects that it has captured.</summary>
internal sealed class CapturedObjects
{
    /// <summary>The most objects to look at.</summary>
    private const int Most = 10_000;

    private const BindingFlags Own =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Assembly _home;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<object> _todo = [];

    /// <summary>Looks at a delegate.</summary>
    /// <param name="root">The delegate.</param>
    public CapturedObjects(Delegate root)
    {
        _home = root.Method.Module.Assembly;
        Add(root);
        while (_todo.TryDequeue(out object? next))
        {
            Visit(next);
        }
    }

    /// <summary>The methods of the delegates.</summary>
    public List<MethodBase> Methods { get; } = [];

    /// <summary>The types of the objects.</summary>
    public List<Type> Types { get; } = [];

    private void Add(object? value)
    {
        if (value is not null && _seen.Count < Most && _seen.Add(value))
        {
            _todo.Enqueue(value);
        }
    }

    private void Visit(object value)
    {
        if (value is Delegate function)
        {
            foreach (Delegate each in function.GetInvocationList())
            {
                Methods.Add(each.Method);
                Add(each.Target);
            }

            return;
        }

        // Only what is of the design or made up for its lambdas: the rest may lead anywhere.
        Types.Add(value.GetType());
        for (Type? type = value.GetType(); type is not null && type.Assembly == _home; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Own))
            {
                if (!field.FieldType.IsPrimitive && !field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    Add(field.GetValue(value));
                }
            }
        }
    }
}
