using System.Text;

namespace LuoVerified.Core.Samples;

/// <summary>Collections of the base class library.</summary>
public class Collections
{
    private readonly List<int> _list = [];
    private readonly Dictionary<string, int> _table = [];
    private readonly HashSet<int> _set = [];
    private readonly LinkedList<int> _chain = new();
    private readonly Queue<int> _queue = new();
    private readonly Stack<int> _stack = new();
    private readonly SortedDictionary<int, int> _sorted = [];
    private readonly StringBuilder _text = new();

    public IList<int> Shown => _list;

    public LinkedListNode<int>? Node { get; private set; }

    public void Lists()
    {
        _list.Add(1);
        _list[0] = 2;
        _ = _list[0] + _list.Count;
        _list.Sort();
        _list.Clear();
    }

    public void Tables()
    {
        _table["a"] = 1;
        _ = _table.TryGetValue("a", out int value);
        _ = _table.ContainsKey($"{value}");
        _table.Remove("a");
    }

    public void Others()
    {
        _set.Add(1);
        _ = _set.Contains(1);
        _queue.Enqueue(1);
        _ = _queue.Peek();
        _stack.Push(1);
        _ = _stack.Count;
        _sorted.Add(1, 2);
        _text.Append('x');
        _ = _text.ToString();
    }

    public void Chain()
    {
        LinkedListNode<int> node = _chain.AddLast(1);
        _ = node.Next;
        node.Value = 2;
        _chain.Remove(node);
    }

    public void Interfaces()
    {
        Shown.Add(3);
        _ = Shown.Count;
    }

    public int Enumerated()
    {
        int sum = 0;
        foreach (int each in _list)
        {
            sum += each;
        }

        return sum;
    }

    public int EnumeratedByInterface()
    {
        int sum = 0;
        foreach (int each in Shown)
        {
            sum += each;
        }

        return sum;
    }

    public int Linq() =>
        _list.Where(each => each > 0).Sum();

    public IEnumerable<int> Later() =>
        _list.Where(each => each > 0);

    public List<int> Copies()
    {
        List<int> local = [.. _list];
        local.AddRange(_set);
        return local;
    }

    public string Joined() =>
        string.Join(", ", _list.Select(each => each));

    public void Swap(List<int> given) =>
        given.Add(1);
}
