extension WrittenPart {
  /// What `torch.func` has beside derivatives and batches.
  static let functionTransforms = WrittenPart(
    owner: "torch.func", module: "torch.func", names: ["functionalize", "linearize", "stack_module_state"],
    source: #"""
      import functools

      import torch


      def functionalize(func, *, remove="mutations"):
          """The function without changes in place; here they are no hindrance, so it is the function."""
          if remove not in ("mutations", "mutations_and_views"):
              raise RuntimeError(
                  "functionalize(f, remove='mutations'): received invalid argument for remove=."
                  " Valid options are:\n     remove='mutations': all inplace and out= operators will be removed from the"
                  " program, and replaced with their out-of-place equivalents.\n     remove='mutations_and_views': In"
                  " addition to the above, all aliasing operators {view} will be replaced with their non-aliasing"
                  " counterparts, {view}_copy.\n")

          @functools.wraps(func)
          def wrapped(*args, **kwargs):
              return func(*args, **kwargs)
          return wrapped


      def leaves(value):
          if isinstance(value, (list, tuple)):
              return [leaf for item in value for leaf in leaves(item)]
          if isinstance(value, dict):
              return [leaf for item in value.values() for leaf in leaves(item)]
          return [value]


      def linearize(func, *primals):
          """The value at a point, and the function of Jacobian-vector products there."""
          output = func(*primals)
          points = leaves(primals)

          def jvp_fn(*tangents):
              for idx, (t, p) in enumerate(zip(leaves(tangents), points)):
                  for what, mine, real in (("shape", t.shape, p.shape), ("dtype", t.dtype, p.dtype)):
                      if mine != real:
                          raise RuntimeError(
                              f"tangent:{idx} with {what} {mine} in flattened pytree doesn't match the {what} {real} of the "
                              "corresponding primal.")
              return torch.func.jvp(func, primals, tangents)[1]
          return output, jvp_fn


      def stacked(tensors, name):
          if len({t.requires_grad for t in tensors}) > 1:
              raise RuntimeError(f"Expected {name} from each model to have the same .requires_grad")
          result = torch.stack(tensors)
          return result.detach().requires_grad_() if tensors[0].requires_grad else result


      def stack_module_state(models):
          """The parameters and the buffers of several models of one kind, those of a name in one tensor."""
          if len(models) == 0:
              raise RuntimeError("stack_module_state: Expected at least one model, got 0.")
          if len({m.training for m in models}) > 1:
              raise RuntimeError("stack_module_state: Expected all models to have the same training/eval mode.")
          if len({type(m) for m in models}) > 1:
              raise RuntimeError("stack_module_state: Expected all models to be of the same class.")
          params = [dict(m.named_parameters()) for m in models]
          buffers = [dict(m.named_buffers()) for m in models]
          return tuple(
              {k: stacked(tuple(one[k] for one in held), k) for k in held[0]} for held in (params, buffers))
      """#)
}
