namespace LuoVerified.Impl;
