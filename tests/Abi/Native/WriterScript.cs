using System.Buffers.Binary;
using LuoVerified.Abi.DeviceTree;

namespace LuoVerified.Abi.Tests.Native;

/// <summary>One call of the sequential writer; the numbers are those of <c>libfdt_peer.c</c>.</summary>
public enum WriterCall : byte
{
    Create,
    AddReserveMapEntry,
    FinishReserveMap,
    BeginNode,
    EndNode,
    Property,
    PropertyString,
    PropertyU32,
    PropertyU64,
    Finish,
}

/// <summary>Calls of the sequential writer in any order over a buffer of any size, for both implementations.</summary>
internal sealed class WriterScript
{
    private static readonly string[] Names =
    [
        "", "a", "size", "map-size", "ap-size", "compatible", "e", "luo-session", "node@1",
        "a-much-longer-name-of-forty-bytes-and-one",
    ];

    private readonly int _bufferSize;
    private readonly List<(WriterCall Call, byte[] Name, byte[] Value)> _calls = [];

    private WriterScript(int bufferSize) => _bufferSize = bufferSize;

    public int AnswerSize => (_calls.Count * 4) + _bufferSize;

    /// <summary>Mostly calls in a sensible order, some out of order, in a buffer that is often too small.</summary>
    public static WriterScript Make(Random random)
    {
        var script = new WriterScript(random.Next(3) == 0 ? random.Next(80) : random.Next(48, 600));
        if (random.Next(10) > 0)
            script.Add(WriterCall.Create, random);
        while (random.Next(3) == 0)
            script.Add(WriterCall.AddReserveMapEntry, random);
        if (random.Next(20) > 0)
            script.Add(WriterCall.FinishReserveMap, random);
        for (int i = random.Next(30); i > 0; i--)
        {
            script.Add(random.Next(40) == 0
                ? (WriterCall)random.Next(10)
                : (WriterCall)random.Next((int)WriterCall.BeginNode, (int)WriterCall.Finish), random);
        }
        for (int i = random.Next(3); i > 0; i--)
            script.Add(WriterCall.Finish, random);
        return script;
    }

    public void WriteTo(Requests requests)
    {
        requests.U32(_bufferSize).U32(_calls.Count);
        foreach ((WriterCall call, byte[] name, byte[] value) in _calls)
            requests.Byte((byte)call).Text(name).Text(value);
    }

    /// <summary>What <see cref="FdtWriter"/> answers to each call, and then the buffer.</summary>
    public byte[] Answer()
    {
        var answer = new byte[AnswerSize];
        var buffer = new byte[_bufferSize];
        var writer = new FdtWriter(buffer);
        for (int i = 0; i < _calls.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(answer.AsSpan(i * 4), -(int)Make(writer, i));
        buffer.CopyTo(answer, _calls.Count * 4);
        return answer;
    }

    /// <summary>The answers to the calls within what <see cref="Answer"/> gives: 0 or an error with a minus
    /// sign.</summary>
    public int[] CodesOf(byte[] answer) => Compare.Words(answer.AsSpan(0, _calls.Count * 4));

    /// <summary>Whether a node is opened and no call fails.</summary>
    public bool IsWholeTreeWithANode() =>
        _calls.Exists(each => each.Call == WriterCall.BeginNode) && CodesOf(Answer()).All(code => code == 0);

    /// <summary>The same script with another name for the last node.</summary>
    public WriterScript WithAnotherLastNode()
    {
        var other = new WriterScript(_bufferSize);
        other._calls.AddRange(_calls);
        int last = _calls.FindLastIndex(each => each.Call == WriterCall.BeginNode);
        other._calls[last] = (WriterCall.BeginNode, "Z"u8.ToArray(), []);
        return other;
    }

    public override string ToString() =>
        $"{_bufferSize} bytes: {string.Join(", ", _calls.Select(each => $"{each.Call} {new ByteString(each.Name)}"))}";

    private void Add(WriterCall call, Random random)
    {
        var value = new byte[random.Next(4) == 0 ? random.Next(40) : random.Next(16)];
        random.NextBytes(value);
        if (call == WriterCall.PropertyString)
            value.AsSpan().Replace((byte)0, (byte)'x');
        _calls.Add((call, System.Text.Encoding.ASCII.GetBytes(Names[random.Next(Names.Length)]), value));
    }

    private FdtError Make(FdtWriter writer, int index)
    {
        (WriterCall call, byte[] name, byte[] value) = _calls[index];
        var numbers = new byte[16];
        value.AsSpan(0, Math.Min(value.Length, 16)).CopyTo(numbers);
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(numbers);
        return call switch
        {
            WriterCall.Create => writer.Create(),
            WriterCall.AddReserveMapEntry =>
                writer.AddReserveMapEntry(first, BinaryPrimitives.ReadUInt64LittleEndian(numbers.AsSpan(8))),
            WriterCall.FinishReserveMap => writer.FinishReserveMap(),
            WriterCall.BeginNode => writer.BeginNode(name),
            WriterCall.EndNode => writer.EndNode(),
            WriterCall.Property => writer.Property(name, value),
            WriterCall.PropertyString => writer.PropertyString(name, value),
            WriterCall.PropertyU32 => writer.PropertyU32(name, unchecked((uint)first)),
            WriterCall.PropertyU64 => writer.PropertyU64(name, first),
            _ => writer.Finish(),
        };
    }
}
