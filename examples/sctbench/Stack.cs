namespace SctBench;

/// <summary>One thread pushes ten times, another pops ten times, from when something was pushed. The bug: it does not look whether
/// something is left.</summary>
public class Stack
{
    private const int Size = 10;

    private readonly object _gate = new();
    private readonly int[] _elements = new int[Size];
    private int _top;
    private bool _pushed;

    public void Run(string thread)
    {
        for (int i = 0; i < Size; i++)
        {
            lock (_gate)
            {
                if (thread == "push")
                {
                    _elements[_top++] = i;
                    _pushed = true;
                }
                else if (_pushed)
                {
                    Bug.Unless(_top > 0, "something is left");
                    _top--;
                }
            }
        }
    }
}
