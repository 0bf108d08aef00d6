#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <numpy/arrayobject.h>

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "filters", NULL, -1, NULL};

PyMODINIT_FUNC PyInit_filters(void)
{
    import_array();
    return PyModule_Create(&module);
}
