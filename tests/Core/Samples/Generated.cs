namespace LuoVerified.Core.Samples;

/// <summary>Code that the compiler takes apart: lambdas, local functions, iterators, async methods, records.</summary>
public class Generated
{
    private readonly List<int> _list = [1, 2];
    private int _count;

    public Action Closure(int start)
    {
        int captured = start;
        return () =>
            captured += _count;
    }

    public int Local()
    {
        return Inner();
        int Inner() =>
            _count;
    }

    public IEnumerable<int> Iterator()
    {
        foreach (int each in _list)
        {
            yield return each + _count;
        }
    }

    public async System.Threading.Tasks.Task<int> Asynchronous()
    {
        int before = _count;
        await System.Threading.Tasks.Task.CompletedTask;
        _count = before + 1;
        return before;
    }

    public static int Static() =>
        new[] { 1, 2 }.Select(each => each + 1).Last();
}

/// <summary>A parameter that is kept as a field.</summary>
public class Kept(int kept, int changed)
{
    public int Read() =>
        kept + changed;

    public void Change() =>
        changed = 2;
}
