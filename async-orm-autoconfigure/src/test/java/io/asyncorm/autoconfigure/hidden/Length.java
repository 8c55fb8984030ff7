package io.asyncorm.autoconfigure.hidden;

record Length(long id, int letters) {

}
