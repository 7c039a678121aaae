using System.Reflection;
using System.Text.RegularExpressions;

namespace LuoVerified.Mutation;

/// <summary>The sources of the hardened design, as they were when this assembly was built.</summary>
internal static partial class DesignSources
{
    /// <summary>The namespace of what is made of them.</summary>
    public const string Namespace = "LuoVerified.Mutants";

    /// <summary>What stands in front of each file, in its first line.</summary>
    private const string Usings = "using LuoVerified.Core; using LuoVerified.Impl; ";

    private const string Sessions = "HardenedSessions.cs";
    private const string Session = "HardenedSession.cs";
    private const string Table = "SessionTable.cs";

    /// <summary>The files as they are, by name.</summary>
    public static IReadOnlyDictionary<string, string> AsWritten { get; } = Files().ToDictionary(name => name, Read);

    /// <summary>The same, but that the use of a session is a step (it reads the session, a free writes it): else the
    /// reduced search does not try it both before and after a free that no lock orders.</summary>
    public static IReadOnlyDictionary<string, string> WithUses { get; } = new Dictionary<string, string>
    {
        [Sessions] = AsWritten[Sessions],
        [Session] = Once(AsWritten[Session], "Touch();", "this.Use();"),
        [Table] = AsWritten[Table],
    };

    /// <summary>The same, line by line, with each access to a guarded field as a step (see <see cref="Core.Shared{T}"/>):
    /// what a design must do that reaches fields without a lock, or else the checker cannot see that the order
    /// matters.</summary>
    public static IReadOnlyDictionary<string, string> Declared { get; } = new Dictionary<string, string>
    {
        [Sessions] = DeclaredSessions(AsWritten[Sessions]),
        [Session] = DeclaredSession(AsWritten[Session]),
        [Table] = DeclaredTable(AsWritten[Table]),
    };

    private static string[] Files() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".cs", StringComparison.Ordinal))];

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return Usings + Once(reader.ReadToEnd(), "namespace LuoVerified.Impl.Hardened;", $"namespace {Namespace};");
    }

    private static string DeclaredSessions(string text)
    {
        int inspect = text.IndexOf("public SessionSnapshot Inspect()", StringComparison.Ordinal);
        int end = text.IndexOf(';', inspect);
        string shown = Field().Replace(text[inspect..end], "$0.Observed")
            .Replace(".InOrder", ".ObservedInOrder", StringComparison.Ordinal)
            .Replace(".Count", ".ObservedCount", StringComparison.Ordinal);
        text = Used(text[..inspect]) + shown + Used(text[end..]);
        text = Once(text, "SessionTable _incoming = new()", "SessionTable _incoming");
        text = Once(text, "SessionTable _outgoing = new()", "SessionTable _outgoing");
        text = Once(
            text,
            "        _platform = platform;",
            "        _platform = platform; _frozen = new(platform, \"frozen\", false); "
            + "_waiting = new(platform, \"waiting\", false); _quiesced = new(platform, \"quiesced\", false); "
            + "_deserialized = new(platform, \"deserialized\", null); "
            + "_incoming = new(platform, \"incoming\"); _outgoing = new(platform, \"outgoing\");");

        // The step of the write comes right before the bytes change.
        text = Once(
            text,
            "Memory<byte> block = _platform.Memory.Write(_outgoingBlock, Limits.SessionBlockSize);",
            "List<SessionName> names = [.. _outgoing.InOrder.Select(session => session.Name)];");
        return Once(
            text,
            "SessionBlock.Write(block.Span, [.. _outgoing.InOrder.Select(session => session.Name)]);",
            "SessionBlock.Write(_platform.Memory.Write(_outgoingBlock, Limits.SessionBlockSize).Span, names);");
    }

    private static string Used(string text) =>
        FieldDeclaration().Replace(Field().Replace(text, "$0.Value"), "private readonly Declared<$1> $2;");

    private static string DeclaredSession(string text)
    {
        text = Once(
            text,
            "private readonly SessionName _name;",
            "private readonly Declared<SessionName> _name; "
            + "private readonly Declared<bool> _retrieved, _closeDeferred;");
        text = Once(
            text,
            "_name = name;",
            "_name = new(platform, \"name\", name, this); _retrieved = new(platform, \"retrieved\", false, this); "
            + "_closeDeferred = new(platform, \"close-deferred\", false, this);");
        text = Once(text, "({_name})", "({_name.Observed})");
        text = Once(text, "Touch();", "");
        text = Once(text, "return _name;", "return _name.Value;");
        text = Property(text, "Retrieved", "_retrieved");
        text = Property(text, "CloseDeferred", "_closeDeferred");
        return Once(text, "new(_name.Bytes, Retrieved)", "new(_name.Observed.Bytes, _retrieved.Observed)");
    }

    private static string Property(string text, string name, string field) => Once(
        text, $"{name} {{ get; set; }}", $"{name} {{ get => {field}.Value; set => {field}.Value = value; }}");

    /// <summary>Each look at the sessions reads <c>_content</c>, each step of an enumeration too, each change writes
    /// it; nothing stands between the step and the look or the change.</summary>
    private static string DeclaredTable(string text)
    {
        const string Seen = "private SessionTable Seen { get { _ = _content.Value; return this; } }";
        const string Changed = "private SessionTable Changed(HardenedSession session, out SessionName key) "
            + "{ key = session.Name; _content.Value = 0; return this; }";
        text = Once(text, "class SessionTable", "class SessionTable(KernelPlatform platform, string name)");
        text = Once(
            text,
            "_order = new();",
            $"_order = new(); private readonly Declared<int> _content = new(platform, name, 0); {Seen} {Changed}");
        text = Once(text, "_byName.Count;", "Seen._byName.Count; public int ObservedCount => _byName.Count;");
        text = Once(
            text,
            "InOrder => _order;",
            "InOrder { get { foreach (HardenedSession each in Seen._order) { yield return each; _ = Seen; } } } "
            + "public IEnumerable<HardenedSession> ObservedInOrder => _order;");
        text = Once(text, "=> _byName.ContainsKey", "=> Seen._byName.ContainsKey");
        text = Once(text, "_byName.TryGetValue", "Seen._byName.TryGetValue");
        text = Once(
            text,
            "_byName.Add(session.Name, session);",
            "Changed(session, out SessionName key)._byName.Add(key, session);");
        return Once(
            text, "_byName.Remove(session.Name);", "Changed(session, out SessionName key)._byName.Remove(key);");
    }

    private static string Once(string text, string old, string by) => text.Split(old).Length == 2
        ? text.Replace(old, by, StringComparison.Ordinal)
        : throw new InvalidOperationException($"the design does not hold '{old}' once any more");

    [GeneratedRegex(@"\b_(?:frozen|waiting|quiesced|deserialized)\b")]
    private static partial Regex Field();

    [GeneratedRegex(@"private (\S+) (_(?:frozen|waiting|quiesced|deserialized))\.Value;")]
    private static partial Regex FieldDeclaration();
}
